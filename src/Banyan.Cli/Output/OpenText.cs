namespace Banyan.Cli.Output;

/// <summary>Whether a message that is being typed goes on in the next line.</summary>
internal static class OpenText
{
    private const string Fence = "```";

    /// <summary>True behind a backslash, and while a code fence is open.</summary>
    public static bool GoesOn(string text) =>
        text.EndsWith('\\') || text.Split('\n').Count(line => line.TrimStart().StartsWith(Fence, StringComparison.Ordinal)) % 2 == 1;

    /// <summary>The text that the next line is added to.</summary>
    public static string Begin(string text) => text.EndsWith('\\') ? text[..^1] : text;
}
