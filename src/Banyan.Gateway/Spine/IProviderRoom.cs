using Banyan.Wire;

namespace Banyan.Gateway.Spine;

/// <summary>The rate limits of providers: what one of them may still be sent.</summary>
internal interface IProviderRoom
{
    /// <summary>Whether a provider is known to be full by the bounds it is held to, so that others should be tried first. Takes nothing.</summary>
    bool IsFull(Exchange exchange, Provider provider);

    /// <summary>What a model's provider says of its own limits; of a declared model the same object for as long as the process runs.</summary>
    IModelRoom RoomOf(ModelEntry model);

    /// <summary>Tokens an ask counts for: those it brings, and those an answer may have.</summary>
    long TokensOf(Exchange exchange);

    /// <summary>Takes in what a provider says of its own limits in the headers of an answer.</summary>
    void Hear(ModelEntry model, WireHeaders headers);

    /// <summary>Takes room for one attempt, in a moment whatever happens; <see cref="ProviderPlace.Leave"/> must be called at its end.</summary>
    /// <returns>The place, null where nothing is bounded; or why there is no room now.</returns>
    ValueTask<(ProviderPlace? Place, Failure? Full)> EnterAsync(Exchange exchange, Provider provider);
}
