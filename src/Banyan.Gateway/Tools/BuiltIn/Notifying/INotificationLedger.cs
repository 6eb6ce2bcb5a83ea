namespace Banyan.Gateway.Tools.BuiltIn.Notifying;

/// <summary>Sees to it that a notification goes out once, and not too many do.</summary>
public interface INotificationLedger
{
    /// <summary>Takes the right to send one.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="caller">Who sends: the service.</param>
    /// <param name="key">The same for the same notification.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<NotificationRight> TakeAsync(string tenant, string caller, string key, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Gives it back: it provably was not sent.</summary>
    Task ReturnAsync(string tenant, string key, CancellationToken cancellationToken);

    /// <summary>Forgets those before an instant.</summary>
    Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>Whether a notification may be sent.</summary>
public enum NotificationRight : byte
{
    /// <summary>It may.</summary>
    Granted,

    /// <summary>It was, or is being, sent already.</summary>
    Repeated,

    /// <summary>The caller sent too many in the last minute.</summary>
    TooMany,
}
