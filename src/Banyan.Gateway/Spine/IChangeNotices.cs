namespace Banyan.Gateway.Spine;

/// <summary>Tells other nodes that something changed; a notice may be lost, so whoever listens also looks from time to time.</summary>
public interface IChangeNotices
{
    /// <summary>Tells every node, this one too.</summary>
    /// <param name="topic">As <c>runs</c>.</param>
    /// <param name="text">At most 4,000 bytes, no content of users: ids.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task TellAsync(string topic, string text, CancellationToken cancellationToken);

    /// <summary>Listens until disposed. The callback must return at once and must not throw.</summary>
    IDisposable Listen(string topic, Action<string> heard);
}
