using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Switches;

/// <summary>The emergency direct mode of the configuration: <c>emergency.directMode</c>, for every tenant.</summary>
internal sealed class ConfiguredDirect(ICatalog catalog, TimeProvider time)
{
    /// <summary>Who has switched it on.</summary>
    public const string SetBy = "configuration";

    private long _since;

    /// <summary>Whether the configuration in force has it on.</summary>
    public bool IsOn => catalog.Current.IsDirect;

    /// <summary>The mode of a tenant; null while it is off. It was set when this node first saw it.</summary>
    public DirectMode? Of(string tenant) => Since() is { } since ? new DirectMode(tenant, "emergency.directMode is on in the configuration.", SetBy, since, null) : null;

    /// <summary>Since when it is on, as far as this node has seen; null while it is off.</summary>
    public DateTimeOffset? Since()
    {
        if (!IsOn)
        {
            Volatile.Write(ref _since, 0);
            return null;
        }

        var now = time.GetUtcNow();
        var before = Interlocked.CompareExchange(ref _since, now.UtcTicks, 0);
        return before == 0 ? now : new DateTimeOffset(before, TimeSpan.Zero);
    }
}
