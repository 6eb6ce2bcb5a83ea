namespace Banyan.Intents.Spine;

/// <summary>Calls backends: one call, mapped both ways, no retry. Implemented by Running, the only folder that causes effects.</summary>
internal interface IBackends
{
    /// <summary>Makes one call.</summary>
    ValueTask<BackendReply> CallAsync(BackendCall call, CancellationToken cancellationToken);
}
