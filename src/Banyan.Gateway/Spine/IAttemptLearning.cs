namespace Banyan.Gateway.Spine;

/// <summary>Takes in how attempts go, for routing to weigh candidates by. Quick, never blocks, never throws.</summary>
internal interface IAttemptLearning
{
    /// <summary>A stream was asked for: as long as it has not begun, its model is at least so slow.</summary>
    void Started(Attempt attempt);

    /// <summary>A stream's first content came.</summary>
    void Began(Attempt attempt, TimeSpan firstToken);

    /// <summary>An attempt ended and was charged.</summary>
    void Ended(Exchange exchange, Attempt attempt);

    /// <summary>How long a model's first token is waited for before it counts as late.</summary>
    /// <param name="model">The model.</param>
    /// <param name="share">Of its first-token times so many come earlier, 0 to 1.</param>
    /// <returns>Null when too few were seen to tell.</returns>
    TimeSpan? LateAfter(ModelEntry model, double share);
}
