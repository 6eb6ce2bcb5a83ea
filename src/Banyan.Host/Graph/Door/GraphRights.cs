using System.Security.Claims;
using Banyan.GraphQL.Execution;

namespace Banyan.Host.Graph.Door;

/// <summary>A field's scopes are the words keys are granted.</summary>
internal sealed class GraphRights : IGraphAuthorizer
{
    /// <inheritdoc />
    public bool Allows(ClaimsPrincipal user, IReadOnlyList<string> scopes) => user is CallerPrincipal known && scopes.All(known.Caller.Grants.May);
}
