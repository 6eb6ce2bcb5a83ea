using System.Text.Json;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Limits;

/// <summary>Rate limits that were set, as a start without the database finds them.</summary>
internal sealed class KeptLimitsPart(LimitRules rules) : ILastGoodPart
{
    /// <inheritdoc />
    public string Name => "limits";

    /// <inheritdoc />
    public byte[]? Take() => rules.Read is { } read ? JsonSerializer.SerializeToUtf8Bytes(read, KeptLimitsJson.Default.LimitPage) : null;

    /// <inheritdoc />
    public ValueTask<bool> RestoreAsync(ReadOnlyMemory<byte> content, TimeSpan age, CancellationToken cancellationToken)
    {
        rules.Restore(JsonSerializer.Deserialize(content.Span, KeptLimitsJson.Default.LimitPage)!);
        return new(true);
    }
}
