namespace Banyan.Gateway.Limits;

/// <summary>The rows in force, as last read. Thread-safe.</summary>
internal sealed class LimitRules(ILimitStore store) : IDisposable
{
    /// <summary>The topic of notices that a row changed.</summary>
    public const string Topic = "limits";

    private readonly SemaphoreSlim _refreshing = new(1);
    private volatile RuleBook _book = RuleBook.Empty;

    /// <summary>The rows in force.</summary>
    public RuleBook Book => _book;

    /// <summary>Looks at the store, and takes the rows over if they changed.</summary>
    /// <exception cref="Spine.StoreAwayException">The store can't be reached; known rows stay in force.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            if (await store.RevisionAsync(cancellationToken) != _book.Revision)
            {
                _book = new RuleBook(await store.ReadAllAsync(cancellationToken));
            }
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _refreshing.Dispose();
}
