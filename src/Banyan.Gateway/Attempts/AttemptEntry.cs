using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Attempts;

/// <summary>Runs attempts within the room their providers have: it is taken before and given back once, however the attempt ends.</summary>
internal sealed class AttemptEntry(AttemptRunner runner, IProviderRoom room)
{
    /// <summary>The keys' state, shared with the plan.</summary>
    public KeyHealth Keys => runner.Keys;

    /// <summary>Takes room for one attempt; whoever gets a place must try with it.</summary>
    /// <returns>The place, null where nothing is bounded; or why there is no room now.</returns>
    public ValueTask<(ProviderPlace? Place, Failure? Full)> EnterAsync(Exchange exchange, Candidate candidate) => room.EnterAsync(exchange, candidate.Provider);

    /// <summary>Tries a candidate that has room; where there is no answer its room is free again, whatever the reason.</summary>
    /// <returns>The answer, holding its first content; or why there is none.</returns>
    public async ValueTask<(Answer? Answer, Failure? Failure)> TryAsync(Exchange exchange, Candidate candidate, ProviderPlace? place, Next next, CancellationToken cancellationToken)
    {
        Answer? answer = null;
        try
        {
            (answer, var failure) = await runner.TryAsync(exchange, candidate, place, next, cancellationToken);
            if (answer is not null)
            {
                room.Hear(candidate.Model, answer.Head!.Headers);
            }

            return (answer, failure);
        }
        finally
        {
            if (answer is null)
            {
                place?.Leave(0);
            }
        }
    }
}
