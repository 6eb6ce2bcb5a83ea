namespace Banyan.Intents.Spine;

/// <summary>What a call says of a backend's health.</summary>
internal enum RouteOutcome
{
    /// <summary>It answered; a refusal (4xx with a reason) is an answer too.</summary>
    Answered,

    /// <summary>It erred: 5xx, a broken contract.</summary>
    Erred,

    /// <summary>It did not answer in time.</summary>
    TimedOut,

    /// <summary>It could not be reached.</summary>
    Unreachable,
}
