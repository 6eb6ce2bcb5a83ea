using System.Security.Cryptography;

namespace Banyan.Intents.Running.Stepping;

/// <summary>Codes people type: four signs that can't be misread. Drawn, not counted, for a code must not be guessed.</summary>
internal static class ConfirmationCode
{
    private const string Signs = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Draws one. It has a letter and a digit, for that is how a reply's code is told from its words and from an order's number.</summary>
    public static string Draw()
    {
        string code;
        do
        {
            code = RandomNumberGenerator.GetString(Signs, 4);
        }
        while (!code.Any(char.IsAsciiDigit) || !code.Any(char.IsAsciiLetter));

        return code;
    }
}
