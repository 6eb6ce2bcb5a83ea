namespace Banyan.Gateway.Spine;

/// <summary>One concern of the row. Answers, refuses, or asks next.</summary>
public interface IStep
{
    /// <summary>Answers the exchange, or lets <paramref name="next"/> answer it and attaches its filter on the way out.</summary>
    ValueTask<Answer> RunAsync(Exchange exchange, Next next, CancellationToken cancellationToken);
}
