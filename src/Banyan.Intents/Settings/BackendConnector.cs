using Banyan.Gateway.Spine;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Settings;

/// <summary>Opens connections to what the section <c>intents</c> names at this moment.</summary>
/// <remarks>
/// A host that is written out, as a backend, a directory or a pattern of <c>allow</c>, may stand in a private network: the operator meant it. A host that only a pattern
/// like <c>*.shop.example</c> covers was named by a directory: whoever can write there must not thereby send Banyan into the private network.
/// </remarks>
internal sealed class BackendConnector(IIntentSettings settings, IEgress egress) : IBackendConnector
{
    /// <inheritdoc />
    public ValueTask<Stream> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var now = settings.Current;
        var patterns = now.Directories.SelectMany(directory => directory.Allow).Where(pattern => Origin.Matches(pattern, address)).ToList();
        var isWritten = now.Backends.Any(one => Origin.IsSame(one.Backend.BaseUrl, address)) || now.Directories.Any(one => Origin.IsSame(one.Url, address)) || patterns.Exists(Origin.IsWritten);
        return isWritten || patterns.Count > 0
            ? egress.ConnectConfiguredAsync(address.IdnHost, address.Port, isWritten, cancellationToken)
            : ValueTask.FromException<Stream>(new AddressRefusedException("nothing is configured there") { IsForbidden = true });
    }
}
