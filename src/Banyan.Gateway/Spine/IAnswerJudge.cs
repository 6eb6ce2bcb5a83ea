namespace Banyan.Gateway.Spine;

/// <summary>Learns what people think of answers, for routing to weigh.</summary>
internal interface IAnswerJudge
{
    /// <summary>Takes in a score of an answer that was kept. Never throws for a store that is away.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="request">The request that was answered.</param>
    /// <param name="score">0 to 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task JudgedAsync(string tenant, Guid request, double score, CancellationToken cancellationToken);
}
