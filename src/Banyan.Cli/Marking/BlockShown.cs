using Banyan.Cli.Output;

namespace Banyan.Cli.Marking;

/// <summary>Markdown shown block by block: each is printed once, when it is complete. What a broken answer leaves unfinished is printed as it stands.</summary>
internal sealed class BlockShown(TextWriter writer) : ShownText(writer)
{
    private readonly Printable _printable = new();
    private readonly BlockCutter _cutter = new();
    private bool _hasShown;

    /// <inheritdoc />
    public override void Put(string piece)
    {
        foreach (var block in _cutter.Take(_printable.Take(piece)))
        {
            Show(block, MarkdownText.Of(block.Text));
        }
    }

    /// <inheritdoc />
    protected override void Close(bool isWhole)
    {
        IReadOnlyList<Block> left = [.. _cutter.Take(_printable.End()), .. _cutter.End()];
        for (var at = 0; at < left.Count; at++)
        {
            Show(left[at], isWhole || at < left.Count - 1 ? MarkdownText.Of(left[at].Text) : left[at].Text);
        }
    }

    private void Show(Block block, string shown)
    {
        Write((block.IsApart && _hasShown ? "\n" : "") + shown.TrimEnd('\n') + "\n");
        _hasShown = true;
    }
}
