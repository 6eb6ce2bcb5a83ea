using System.Security.Claims;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Execution;

namespace Banyan.Host.Graph.Door;

/// <summary>A field's scopes are the words keys are granted. Words with a bar between them are alternatives: <c>chat|usage:read</c>.</summary>
internal sealed class GraphRights : IGraphAuthorizer
{
    /// <inheritdoc />
    public bool Allows(ClaimsPrincipal user, IReadOnlyList<string> scopes) => user is CallerPrincipal known && scopes.All(scope => May(known.Caller.Grants, scope));

    /// <summary>Whether grants hold one of a right's words.</summary>
    private static bool May(Grants grants, string right) => grants.May(right) || (right.Contains('|', StringComparison.Ordinal) && right.Split('|').Any(grants.May));
}
