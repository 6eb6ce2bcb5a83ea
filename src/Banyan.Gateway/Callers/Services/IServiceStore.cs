using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers.Services;

/// <summary>Where services, teams and users are written; they are read with the keys. Each change moves the revision of the keys and is written with its act. Every member throws <see cref="StoreAwayException"/> while the store can't be reached.</summary>
public interface IServiceStore
{
    /// <summary>Writes a service, and makes its team where there is none.</summary>
    /// <param name="service">What it shall be.</param>
    /// <param name="expectedRevision">The revision it must have; null for whatever it has.</param>
    /// <param name="act">Written with it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ServiceEdit> SaveAsync(ServiceRecord service, int? expectedRevision, AuditAct act, CancellationToken cancellationToken);

    /// <summary>Reads a tenant's teams, by name.</summary>
    Task<IReadOnlyList<TeamRecord>> TeamsAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Makes a team, or gives the one of its id another name.</summary>
    /// <param name="team">What it shall be.</param>
    /// <param name="isNew">Whether it is made.</param>
    /// <param name="act">Written with it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ServiceEdit> SaveTeamAsync(TeamRecord team, bool isNew, AuditAct act, CancellationToken cancellationToken);

    /// <summary>Writes a user: made when the tenant has none of that subject.</summary>
    Task SaveUserAsync(UserRecord user, AuditAct act, CancellationToken cancellationToken);
}
