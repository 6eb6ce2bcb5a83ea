namespace Banyan.Cli.Output;

/// <summary>Text shown as it comes, letter by letter.</summary>
internal sealed class PlainShown(TextWriter writer) : ShownText(writer)
{
    private readonly Printable _printable = new();

    /// <inheritdoc />
    public override void Put(string piece) => Write(_printable.Take(piece));

    /// <inheritdoc />
    protected override void Close(bool isWhole) => Write(_printable.End());
}
