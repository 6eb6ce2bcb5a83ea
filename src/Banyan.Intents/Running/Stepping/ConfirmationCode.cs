using System.Security.Cryptography;

namespace Banyan.Intents.Running.Stepping;

/// <summary>Codes people type: four signs that can't be misread. Drawn, not counted, for a code must not be guessed.</summary>
internal static class ConfirmationCode
{
    private const string Signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>Draws one.</summary>
    public static string Draw() => RandomNumberGenerator.GetString(Signs, 4);
}
