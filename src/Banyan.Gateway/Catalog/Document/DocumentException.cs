namespace Banyan.Gateway.Catalog.Document;

/// <summary>Text that is no document. Never leaves the loader: it becomes a problem.</summary>
internal sealed class DocumentException : Exception
{
    public DocumentException()
    {
    }

    public DocumentException(string message)
        : base(message)
    {
    }

    public DocumentException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public int Line { get; init; }
}
