using System.Text.Json;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers;

/// <summary>Keys, services and people as a start without the database finds them.</summary>
internal sealed class KeptKeysPart(KeyRing ring) : ILastGoodPart
{
    /// <inheritdoc />
    public string Name => "keys";

    /// <inheritdoc />
    public bool OpensDoors => true;

    /// <inheritdoc />
    public byte[]? Take() => ring.Read is { } read ? JsonSerializer.SerializeToUtf8Bytes(read, KeptKeysJson.Default.KeyPage) : null;

    /// <inheritdoc />
    public ValueTask<bool> RestoreAsync(ReadOnlyMemory<byte> content, TimeSpan age, CancellationToken cancellationToken)
    {
        ring.Restore(JsonSerializer.Deserialize(content.Span, KeptKeysJson.Default.KeyPage)!, age);
        return new(true);
    }
}
