using Banyan.Gateway.Catalog.Building;

namespace Banyan.Gateway.Catalog.Checks;

/// <summary>The address of a Redis, as far as it can be judged without asking it.</summary>
internal static class RedisCheck
{
    public static void Run(Draft draft)
    {
        if (draft.Settings.Redis is not { } text)
        {
            return;
        }

        var full = text.Contains("://", StringComparison.Ordinal) ? text : "redis://" + text;
        var isAddress = Uri.TryCreate(full, UriKind.Absolute, out var uri) && uri.Scheme is ("redis" or "rediss") && uri.Host.Length > 0 && uri.AbsolutePath.Trim('/').All(char.IsAsciiDigit);
        if (!isAddress)
        {
            // The text may hold a password: it is not repeated.
            draft.Problems.Error(ProblemCode.BadAddress, draft.Root.Sub("storage").PlaceOf("redis"), "This is no address of a Redis.", "Use redis://[user:password@]host[:port][/database], or rediss:// for TLS.");
        }
    }
}
