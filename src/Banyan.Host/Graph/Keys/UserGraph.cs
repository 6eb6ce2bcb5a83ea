using Banyan.Gateway.Callers.Services;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Catalogue;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Keys;

/// <summary>People whom an identity provider vouches for, and what they are trusted with here.</summary>
internal static class UserGraph
{
    private const string InputFields =
        """
        "The person to change; their subject says it too." id: ID, "Their name in the identity provider's tokens." subject: String!, "Their e-mail; what it is when left out." email: String, "What they are trusted with, whatever their token says." role: Role!, "active, or disabled: then their tokens are refused." status: String
        """;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<UserRecord>("User", "A person who calls with an identity provider's token.", type =>
        {
            type.Field("id: ID!", user => user.Id.ToString("D"), "Their id.");
            type.Field("subject: String!", user => user.Subject, "Their name in the identity provider's tokens.");
            type.Field("email: String", user => user.Email, "Their e-mail.");
            type.Field("role: Role!", user => user.Role, "What they are trusted with.");
            type.Field("status: String!", user => user.IsDisabled ? "disabled" : "active", "active, or disabled: then their tokens are refused.");
        });
        graph.Input("UserInput", "What a person is trusted with.", InputFields, fields => fields);
        graph.Query("users: [User!]!", async context => (await context.Get<ServiceDesk>().ReadAsync(context.Caller().Tenant, context.Cancelled)).Users, "People that were given a role here, by subject.").Requires("keys:read");
        graph.Mutation("saveUser(input: UserInput!): User!", SaveAsync, "Says what a person is trusted with, on every node within two seconds; never oneself, and never more than one may oneself.")
            .Arg("input", "Who, and what.").Requires("keys:write");
    }

    private static async ValueTask<UserRecord> SaveAsync(FieldContext context)
    {
        var input = context.Arg<InputFields>("input");
        bool? isDisabled = input.Text("status") switch
        {
            null => null,
            "active" => false,
            "disabled" => true,
            _ => throw new CoercionException("status is active or disabled."),
        };
        if (input.Text("id") is { } id)
        {
            var known = (await context.Get<ServiceDesk>().ReadAsync(context.Caller().Tenant, context.Cancelled)).Users.FirstOrDefault(user => user.Id.ToString("D") == id) ?? throw GraphActs.NotFound("There is no such person.");
            if (known.Subject != input.Text("subject"))
            {
                throw CatalogueEdits.Bad("subject", "A person keeps their subject: their tokens say it.");
            }
        }

        var (user, failure) = await context.Get<ServiceDesk>().SaveUserAsync(context.Caller(), input.Text("subject")!, input.Text("email"), input.Get<Role>("role"), isDisabled, context.Cancelled);
        return user ?? throw new RefusedException(failure!);
    }
}
