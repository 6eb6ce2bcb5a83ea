using Banyan.Wire.Hub;

namespace Banyan.Gateway.Spine;

/// <summary>A tenant's seal in the hands of one attempt: it knows what was recalled in vain and what was remembered since.</summary>
/// <remarks>Not thread-safe. Nothing here fails: a store that is away means signatures are left out, never an error.</remarks>
public interface IAttemptSeal : ISignatureSeal
{
    /// <summary>Fetches the signatures that were recalled in vain from the store all nodes share.</summary>
    /// <returns>Whether any was found, so that recalling again is worth it.</returns>
    ValueTask<bool> FetchAsync(CancellationToken cancellationToken);

    /// <summary>Stores what was remembered since the last call, so that the next turn finds it on any node.</summary>
    /// <returns>Ends when it is stored, or can't be in time; a finished task when there is nothing to store.</returns>
    Task KeepAsync();
}
