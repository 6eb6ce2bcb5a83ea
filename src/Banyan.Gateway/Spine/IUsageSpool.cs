namespace Banyan.Gateway.Spine;

/// <summary>The durable road from the hot path to the database: both calls hand their record to the operating system before they return.</summary>
/// <remarks>
/// A killed process loses no ended attempt; one that began and did not end is settled on restart as <see cref="Outcome.Lost"/>. Draining to the
/// database is idempotent by row id. Only <see cref="SafeAsync"/> waits for the database. Thread-safe.
/// </remarks>
public interface IUsageSpool
{
    /// <summary>Notes a begun attempt: its row as it would be if the process died now (input estimate, outcome Lost).</summary>
    /// <returns>False when it can't be written (disk full or read-only): the attempt must not be made.</returns>
    bool TryBegin(UsageRow asLost);

    /// <summary>Notes the ended attempt, replacing what was begun under the same id.</summary>
    void End(UsageRow row);

    /// <summary>Completes when what ended before is as safe as it must be before the last byte of an answer: at once where rows are grouped; where they are strict,
    /// when the database has them, or after two seconds of a database that is away, for they are synced.</summary>
    ValueTask SafeAsync();

    /// <summary>Whether attempts can be noted, as last seen: false while the disk is full, read-only or failing, and true again by itself.</summary>
    bool IsTaking { get; }

    /// <summary>Rows not yet in the database.</summary>
    long Pending { get; }

    /// <summary>Rows the database took since the process began.</summary>
    long Taken { get; }

    /// <summary>Time since the database last took rows; null before it first did.</summary>
    TimeSpan? SinceTaken { get; }
}
