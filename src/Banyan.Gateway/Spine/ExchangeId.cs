namespace Banyan.Gateway.Spine;

/// <summary>Identity of one exchange: a UUIDv7, so that ids sort by time.</summary>
public readonly record struct ExchangeId(Guid Value)
{
    /// <summary>Makes a new id.</summary>
    public static ExchangeId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <summary>The id as callers see it: lower-case, with hyphens.</summary>
    public override string ToString() => Value.ToString("D");
}
