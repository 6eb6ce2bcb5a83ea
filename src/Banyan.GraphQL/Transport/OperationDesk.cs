using System.Security.Claims;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Transport.Documents;
using Banyan.GraphQL.Transport.Http;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Transport;

/// <summary>What every transport asks before an operation runs: admission, document, plan, rights, cost.</summary>
internal sealed class OperationDesk(GraphSchema schema, GraphServerOptions options)
{
    private readonly Preparation _preparation = new(schema, options);
    private readonly PersistedDocuments _persisted = new(options);

    /// <summary>Accepts an operation or says why not.</summary>
    public async ValueTask<(AcceptedOperation? Accepted, GraphRefusal? Refused)> AcceptAsync(GraphCall call, GraphContext context, CancellationToken cancellationToken)
    {
        if (options.Admit is { } admit && await admit(context, cancellationToken) is { } notNow)
        {
            return (null, notNow);
        }

        var (text, keep, refused) = await _persisted.ResolveAsync(call, cancellationToken);
        if (text is null)
        {
            return (null, refused);
        }

        var (planned, errors) = _preparation.Prepare(text, call.OperationName, options.MayIntrospect(context.User));
        if (planned is null)
        {
            return (null, OfDocument(errors));
        }

        if (!options.MayRun(context.User, planned.Operation))
        {
            return (null, NotAllowed(context.User));
        }

        var (variables, misfits) = VariableReading.Read(planned.Plan, call.Variables);
        if (variables is null)
        {
            return (null, OfDocument(misfits));
        }

        if (planned.CostRefusal(variables) is { } tooCostly)
        {
            return (null, OfDocument([tooCostly]));
        }

        if (keep is not null)
        {
            await options.Documents!.SaveAsync(keep, text, cancellationToken);
        }

        return (new AcceptedOperation(planned.Plan, planned.Operation, variables), null);
    }

    private static GraphRefusal OfDocument(IReadOnlyList<GraphError> errors) => new(400, errors[0]) { IsOfDocument = true, More = [.. errors.Skip(1)] };

    private static GraphRefusal NotAllowed(ClaimsPrincipal user) => user.Identity?.IsAuthenticated == true
        ? new GraphRefusal(403, new GraphError("You may not run this operation.") { Code = ExecutionCodes.Forbidden })
        : new GraphRefusal(401, new GraphError("Say who you are.") { Code = TransportCodes.Unauthenticated });
}
