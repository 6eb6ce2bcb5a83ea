using Banyan.Wire.Hub;

namespace Banyan.Gateway.Spine;

/// <summary>Gives each tenant the seal its signatures travel under.</summary>
public interface ISignatureSeals
{
    /// <summary>The seal of a tenant; null while its key can't be had, and signatures are then left out.</summary>
    ISignatureSeal? For(string tenant);
}
