using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Show;

/// <summary>An answer's text, piece by piece, and made whole at its end.</summary>
internal sealed class ChatPieces(Func<ShownText> begin)
{
    private ShownText? _shown;

    /// <summary>Takes a piece.</summary>
    public void Show(string piece) => (_shown ??= begin()).Put(piece);

    /// <summary>Shows what pieces lacked of the whole; when they were the beginning of another text, the whole under them.</summary>
    public void End(string came, string whole, bool isWhole)
    {
        var shown = _shown ?? begin();
        if (whole.StartsWith(came, StringComparison.Ordinal))
        {
            shown.Put(whole[came.Length..]);
        }
        else
        {
            shown.End(isWhole: false);
            shown = begin();
            shown.Put(whole);
        }

        shown.End(isWhole);
        _shown = null;
    }
}
