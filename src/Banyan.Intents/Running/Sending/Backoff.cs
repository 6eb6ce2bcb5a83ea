using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Sending;

/// <summary>Times between attempts: doubling, jittered by step and attempt so that it can be repeated, never under what the backend asked for.</summary>
internal static class Backoff
{
    /// <summary>Attempts in all.</summary>
    public const int Attempts = 3;

    private const double FirstMs = 100;

    /// <summary>The wait before the attempt after <paramref name="attempt"/>.</summary>
    public static TimeSpan After(int attempt, BackendReply reply, StepCall call)
    {
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{call.RunId}/{call.StepId}/{attempt}")))[0];
        var share = 0.5 + (seed / 510.0);
        var own = TimeSpan.FromMilliseconds(FirstMs * Math.Pow(2, attempt - 1) * share);
        return reply.RetryAfter is { } asked && asked > own ? asked : own;
    }
}
