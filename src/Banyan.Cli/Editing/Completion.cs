namespace Banyan.Cli.Editing;

/// <summary>What a word that is being typed may become.</summary>
/// <param name="Start">Where the word begins.</param>
/// <param name="Words">What it may become, each beginning with what is typed.</param>
internal sealed record Completion(int Start, IReadOnlyList<string> Words)
{
    /// <summary>Nothing is known.</summary>
    public static Completion None { get; } = new(0, []);

    /// <summary>What all of them begin with; a space behind the only one.</summary>
    public string Common()
    {
        var common = Words[0];
        foreach (var word in Words)
        {
            var same = 0;
            while (same < Math.Min(common.Length, word.Length) && common[same] == word[same])
            {
                same++;
            }

            common = common[..same];
        }

        return Words.Count == 1 ? common + " " : common;
    }

    /// <summary>The words side by side, in rows no longer than a screen is wide.</summary>
    public IEnumerable<string> Rows(int columns)
    {
        const string gap = "  ";
        var row = "";
        foreach (var word in Words.Select(Output.Printable.Line))
        {
            if (row.Length > 0 && Output.CellWidth.Of(row + gap + word) >= columns)
            {
                yield return row;
                row = "";
            }

            row += row.Length > 0 ? gap + word : word;
        }

        yield return row;
    }
}
