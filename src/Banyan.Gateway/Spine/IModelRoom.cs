namespace Banyan.Gateway.Spine;

/// <summary>What a provider said last of its own limits for one model. It steers and never refuses: a provider may have let more in since. Thread-safe.</summary>
internal interface IModelRoom
{
    /// <summary>Whether there is room for one more ask, as far as was said.</summary>
    /// <param name="tokens">Tokens the ask counts for.</param>
    /// <param name="now">The monotonic timestamp.</param>
    bool HasRoom(long tokens, long now);
}
