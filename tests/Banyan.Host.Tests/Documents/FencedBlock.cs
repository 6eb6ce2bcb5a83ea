namespace Banyan.Host.Tests.Documents;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">Its path from the root of the repository.</param>
/// <param name="Line">The line of its fence.</param>
/// <param name="Language">The word behind the fence.</param>
/// <param name="Lines">What stands in it, the fence's indentation taken away.</param>
internal sealed record FencedBlock(string Page, int Line, string Language, IReadOnlyList<string> Lines)
{
    private const string Fence = "```";
    private const string Saying = "says ";

    /// <summary>What the answer of a request in it says: the words behind <c>says</c> at its fence, else a greeting.</summary>
    public string Says { get; private init; } = "hello";

    public override string ToString() => $"{Page}:{Line}";

    /// <summary>Every fenced block of a text.</summary>
    public static IReadOnlyList<FencedBlock> Of(string page, string text)
    {
        var blocks = new List<FencedBlock>();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var indent = lines[i].Length - lines[i].TrimStart().Length;
            if (!lines[i].AsSpan(indent).StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            var (begin, inner) = (i, new List<string>());
            while (++i < lines.Length && lines[i].Trim() != Fence)
            {
                inner.Add(lines[i].Length > indent ? lines[i][indent..].TrimEnd() : "");
            }

            var words = lines[begin].Trim()[Fence.Length..].Trim();
            var says = words.IndexOf(Saying, StringComparison.Ordinal);
            var block = new FencedBlock(page, begin + 1, says < 0 ? words : words[..says].Trim(), inner);
            blocks.Add(says < 0 ? block : block with { Says = words[(says + Saying.Length)..] });
        }

        return blocks;
    }

    /// <summary>The commands of a shell block: a line ending in a backslash goes on in the next; comments and empty lines are left out.</summary>
    public IReadOnlyList<string> Commands()
    {
        var commands = new List<string>();
        var open = "";
        foreach (var line in Lines)
        {
            open = open.Length > 0 ? $"{open}\n{line}" : line;
            if (line.EndsWith('\\'))
            {
                continue;
            }

            var comment = open.IndexOf(" #", StringComparison.Ordinal);
            var command = (open.TrimStart().StartsWith('#') ? "" : comment >= 0 ? open[..comment] : open).Trim();
            open = "";
            if (command.Length > 0)
            {
                commands.Add(command);
            }
        }

        return commands;
    }
}
