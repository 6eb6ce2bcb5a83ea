namespace Banyan.Gateway.Spine;

/// <summary>Gives each tenant the seal its signatures travel under.</summary>
public interface ISignatureSeals
{
    /// <summary>The seal of a tenant for one attempt; null while its key can't be had, and signatures are then left out.</summary>
    ValueTask<IAttemptSeal?> ForAsync(string tenant, CancellationToken cancellationToken);
}
