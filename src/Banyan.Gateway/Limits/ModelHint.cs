using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Limits;

/// <summary>What was said last of the limits of one declared model. Thread-safe.</summary>
internal sealed class ModelHint(TimeProvider time) : IModelRoom
{
    private RateHint? _said;

    /// <summary>What was said; null as long as nothing was.</summary>
    public RateHint? Said
    {
        get => Volatile.Read(ref _said);
        set => Volatile.Write(ref _said, value);
    }

    /// <inheritdoc />
    public bool HasRoom(long tokens, long now) => Said is not { } hint || hint.HasRoom(tokens, time.GetElapsedTime(hint.HeardAt, now));
}
