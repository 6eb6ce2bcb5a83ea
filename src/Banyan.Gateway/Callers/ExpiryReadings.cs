using System.Globalization;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers;

/// <summary>Keys that end soon. One that was made for four weeks or less was meant to.</summary>
internal sealed class ExpiryReadings(KeyRing ring, TimeProvider time) : IAlertSource
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(60), Short = TimeSpan.FromDays(28);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return new(
        [
            .. ring.Records.Where(key => key.IsInForce(now) && key.ExpiresAt is { } end && end - now < Soon && end - key.CreatedAt > Short)
                .Select(key => new Reading(
                    AlertKinds.KeyExpiring,
                    "key",
                    key.PublicId,
                    (key.ExpiresAt!.Value - now).TotalDays,
                    string.Create(CultureInfo.InvariantCulture, $"The key {key.PublicId} of service {key.Service} ends at {key.ExpiresAt.Value.UtcDateTime:yyyy-MM-dd HH:mm} UTC."))
                { Tenant = key.Tenant }),
        ]);
    }
}
