namespace Banyan.Gateway.Spine;

/// <summary>Reads what is kept of a person: whatever <see cref="ISubjectEraser"/> would delete, empty or put under a pseudonym.</summary>
public interface ISubjectReader
{
    /// <summary>Reads rows, kind by kind, each kind in the order of time.</summary>
    /// <param name="tenant">Whose tenant.</param>
    /// <param name="user">The person, as callers name them.</param>
    /// <param name="after">The place of the last row that is known; null for the first.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreAwayException">The store can't be reached.</exception>
    Task<IReadOnlyList<SubjectRow>> ReadAsync(string tenant, string user, SubjectPlace? after, int most, CancellationToken cancellationToken);
}
