using System.Text.Json;
using Banyan.Gateway.Prompts.Templates;
using Banyan.Wire.Schemas;

namespace Banyan.Gateway.Prompts.Variables;

/// <summary>Checks what a version declares: names, schemas, and that a default fits its own variable.</summary>
internal sealed class VariableDeclarations(List<SchemaFault> faults)
{
    private const int MostVariables = 100;

    /// <summary>Notes every fault of a list.</summary>
    public void Check(IReadOnlyList<PromptVariable> variables)
    {
        if (variables.Count > MostVariables)
        {
            Fault("$.variables", $"a prompt has at most {MostVariables} variables.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variable in variables)
        {
            var place = "$.variables." + variable.Name;
            if (!TemplatePath.IsName(variable.Name) || variable.Name is TemplatePath.This or "else")
            {
                Fault(place, "a name is a letter or underscore, then letters, digits and underscores, at most 64; 'this' and 'else' are taken.");
            }
            else if (!seen.Add(variable.Name))
            {
                Fault(place, "it is declared twice.");
            }
            else
            {
                CheckSchema(variable, place);
            }
        }
    }

    private void CheckSchema(PromptVariable variable, string place)
    {
        try
        {
            var schema = variable.Validation is { } validation ? SchemaReader.Read(validation) : JsonSchema.Any;
            if (variable.Type == VariableType.Enum && schema.Enum.Count == 0)
            {
                Fault(place + ".validation", "a variable of type enum lists its words, as {\"enum\": [\"a\", \"b\"]}.");
            }
        }
        catch (FormatException wrong)
        {
            Fault(place + ".validation", wrong.Message);
            return;
        }

        if (variable.DefaultValue is { ValueKind: not JsonValueKind.Undefined } value)
        {
            faults.AddRange(VariableFit.Faults(variable, value).Select(fault => fault with { Path = place + ".defaultValue" }));
        }
    }

    private void Fault(string path, string message) => faults.Add(new SchemaFault(path, "variables", message));
}
