using Banyan.Wire;

namespace Banyan.Gateway.Spine;

/// <summary>One reason why an exchange may not begin, asked after its grants and before anything is read further, stored or spent. Asked in the order of registration.</summary>
internal interface IAdmission
{
    /// <summary>Admits an exchange or says why not.</summary>
    /// <returns>Null when it may begin.</returns>
    ValueTask<Failure?> AdmitAsync(Exchange exchange, CancellationToken cancellationToken);
}
