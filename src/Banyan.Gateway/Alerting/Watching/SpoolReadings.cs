using System.Globalization;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Alerting.Watching;

/// <summary>How long usage has waited while none of it reached the database.</summary>
internal sealed class SpoolReadings(IUsageSpool spool, TimeProvider time) : IAlertSource
{
    private long _taken = -1;
    private long _since = time.GetTimestamp();

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var (pending, taken) = (spool.Pending, spool.Taken);
        if (pending == 0 || taken != _taken)
        {
            (_taken, _since) = (taken, time.GetTimestamp());
            return new([]);
        }

        var waits = time.GetElapsedTime(_since).TotalSeconds;
        return new([new Reading(AlertKinds.SpoolBacklog, "", "", waits, string.Create(CultureInfo.InvariantCulture, $"{pending} usage rows wait for the database, none was taken for {waits:0} s."))]);
    }
}
