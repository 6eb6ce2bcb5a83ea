namespace Banyan.Gateway.Prompts.Metrics;

/// <summary>How often a version took about as long, in an hour.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="VersionId">The version.</param>
/// <param name="Hour">The hour's beginning.</param>
/// <param name="Kind"><see cref="Total"/> or <see cref="First"/>.</param>
/// <param name="Bucket">See <see cref="Spine.TimeBuckets"/>.</param>
/// <param name="Calls">How often.</param>
public sealed record TimeCount(string Tenant, Guid VersionId, DateTimeOffset Hour, string Kind, int Bucket, long Calls)
{
    /// <summary>Arrival to last byte.</summary>
    public const string Total = "total";

    /// <summary>Arrival to first content.</summary>
    public const string First = "first";
}
