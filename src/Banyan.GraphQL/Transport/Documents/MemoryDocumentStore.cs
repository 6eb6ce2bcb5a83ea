namespace Banyan.GraphQL.Transport.Documents;

/// <summary>Keeps documents in memory, the oldest given up for the newest.</summary>
/// <param name="maxDocuments">How many are kept.</param>
/// <param name="maxCharacters">How long all of them may be together.</param>
public sealed class MemoryDocumentStore(int maxDocuments = 1_000, int maxCharacters = 4 << 20) : IDocumentStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private long _characters;

    /// <inheritdoc />
    public ValueTask<string?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new ValueTask<string?>(_texts.GetValueOrDefault(hash));
        }
    }

    /// <inheritdoc />
    public ValueTask SaveAsync(string hash, string text, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (text.Length <= maxCharacters && _texts.TryAdd(hash, text))
            {
                _order.Enqueue(hash);
                _characters += text.Length;
            }

            while ((_texts.Count > maxDocuments || _characters > maxCharacters) && _order.TryDequeue(out var oldest) && _texts.Remove(oldest, out var removed))
            {
                _characters -= removed.Length;
            }
        }

        return ValueTask.CompletedTask;
    }
}
