namespace Banyan.Gateway.Limits;

/// <summary>The rows in force, as last read. Thread-safe.</summary>
internal sealed class LimitRules(ILimitStore store) : IDisposable
{
    /// <summary>The topic of notices that a row changed.</summary>
    public const string Topic = "limits";

    private readonly SemaphoreSlim _refreshing = new(1);
    private volatile RuleBook _book = RuleBook.Empty;

    private volatile bool _hasRead;

    /// <summary>What was read last; null before the first time.</summary>
    public LimitPage? Read => _hasRead ? _book.Page : null;

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

            _hasRead = true;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Puts rows in force without having read them.</summary>
    public void Restore(LimitPage page) => _book = new RuleBook(page);

    /// <inheritdoc />
    public void Dispose() => _refreshing.Dispose();
}
