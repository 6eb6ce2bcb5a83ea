namespace Banyan.Wire;

/// <summary>The closed set of reasons why something did not happen.</summary>
public enum FailureKind : byte
{
    /// <summary>Malformed, a refused field, a refused translation: the caller must change the ask.</summary>
    CallerFault,

    /// <summary>No such model or alias.</summary>
    UnknownModel,

    /// <summary>Over a size bound.</summary>
    TooLarge,

    /// <summary>No key, a dead key, or one that may not do this.</summary>
    NotAllowed,

    /// <summary>A guard's verdict, or a provider's own content filter.</summary>
    Refused,

    /// <summary>A ledger said no.</summary>
    OverBudget,

    /// <summary>A request or token window is used up: ours, or the provider's 429.</summary>
    RateLimited,

    /// <summary>The provider refused its key.</summary>
    KeyRejected,

    /// <summary>The provider's account is out of credit or quota.</summary>
    QuotaSpent,

    /// <summary>The provider's key may not use the model.</summary>
    ModelDenied,

    /// <summary>The provider no longer has the model.</summary>
    ModelGone,

    /// <summary>The provider does not serve this region.</summary>
    RegionBlocked,

    /// <summary>The ask does not fit the model's window.</summary>
    ContextTooLong,

    /// <summary>The provider answered 500, 502, 503 or 529.</summary>
    Overloaded,

    /// <summary>DNS, refused connection, TLS, reset.</summary>
    Unreachable,

    /// <summary>Connect, first token, idle or total time ran out.</summary>
    TimedOut,

    /// <summary>HTML or nothing with status 200, broken JSON, a stream without its end mark.</summary>
    Garbled,

    /// <summary>Banyan sheds load, drains, or a dependency of its own is away.</summary>
    Busy,

    /// <summary>A bug of Banyan's.</summary>
    Internal,
}
