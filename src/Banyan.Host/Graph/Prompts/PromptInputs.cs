using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Variables;
using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Prompts;

/// <summary>What is given to make and change prompts.</summary>
internal static class PromptInputs
{
    private const string Variable =
        """
        "Its name in the template." name: String!, "What it holds." type: VariableType!, "Whether it must be given." required: Boolean = true, "Its value when it is not given." defaultValue: JSON,
        "JSON Schema its value must meet." validation: JSON, "Whether its value is kept out of logs." sensitive: Boolean = false, "When two values count as the same." match: VariableMatch = EXACT,
        "What to put in." description: String
        """;

    private const string Version =
        """
        "The prompt's id or name; not where it is made with its first version." promptId: ID, "The template." template: String!, "Templates by role, where there are several." messages: JSON,
        "What it takes." variables: [PromptVariableInput!]!, "What a model must be: {capabilities: [names of ModelCapability], minContext: tokens of its window}, each optional." modelRequirements: JSON, "Model, parameters, tools, schema." config: JSON,
        "Whatever its makers note." metadata: JSON, "What its maker says of it." note: String
        """;

    private const string Create =
        "\"As folder/name.\" name: String!, \"What people sort it under.\" category: String!, \"What it is for.\" description: String, \"Words to find it by.\" tags: [String!], \"Its first version.\" version: PromptVersionInput";

    private const string Update =
        """
        "The prompt's id or name." id: ID!, "The revision that was read before." expectedRevision: Int!, "A new name." name: String, "A new category." category: String, "A new description." description: String,
        "New tags." tags: [String!], "Whether it is set aside." archived: Boolean
        """;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Input("PromptVariableInput", "A variable of a template.", Variable, ReadVariable);
        graph.Input("PromptVersionInput", "A version to be made.", Version, fields => new VersionGiven(fields.Text("promptId"), ReadContent(fields), fields.Text("note")));
        graph.Input("CreatePromptInput", "A prompt to be made.", Create, ReadNew);
        graph.Input("UpdatePromptInput", "A change of a prompt's own members; what is left out stays.", Update, fields => fields);
    }

    private static PromptVariable ReadVariable(InputFields fields) => new(fields.Text("name")!, fields.Get<VariableType>("type"))
    {
        IsRequired = fields.Bool("required") ?? true,
        DefaultValue = fields.Json("defaultValue"),
        Validation = fields.Json("validation"),
        IsSensitive = fields.Bool("sensitive") ?? false,
        Match = fields.Get<VariableMatch>("match"),
        Description = fields.Text("description"),
    };

    private static PromptContent ReadContent(InputFields fields) => new()
    {
        Template = fields.Text("template")!,
        Messages = fields.Json("messages"),
        Variables = fields.List<PromptVariable>("variables"),
        Config = fields.Json("config"),
        ModelRequirements = fields.Json("modelRequirements"),
        Metadata = fields.Json("metadata"),
    };

    private static NewPrompt ReadNew(InputFields fields)
    {
        var first = fields.Get<VersionGiven>("version");
        return new NewPrompt(fields.Text("name")!, fields.Text("category")!) { Description = fields.Text("description"), Tags = fields.List<string>("tags"), First = first?.Content, Note = first?.Note };
    }
}

/// <summary>A version as given.</summary>
internal sealed record VersionGiven(string? PromptId, PromptContent Content, string? Note);
