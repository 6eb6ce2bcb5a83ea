using System.Text.Json;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Switches;

/// <summary>What operators stopped, as a start without the database finds it.</summary>
internal sealed class KeptSwitchesPart(SwitchBoard board) : ILastGoodPart
{
    /// <inheritdoc />
    public string Name => "switches";

    /// <inheritdoc />
    public byte[]? Take() => board.Read is { } read ? JsonSerializer.SerializeToUtf8Bytes(read, KeptSwitchesJson.Default.StoredSwitches) : null;

    /// <inheritdoc />
    public ValueTask<bool> RestoreAsync(ReadOnlyMemory<byte> content, TimeSpan age, CancellationToken cancellationToken)
    {
        board.Restore(JsonSerializer.Deserialize(content.Span, KeptSwitchesJson.Default.StoredSwitches)!);
        return new(true);
    }
}
