using System.Text.Json;
using Banyan.Wire.Schemas;

namespace Banyan.Gateway.Prompts.Variables;

/// <summary>Checks the values of a call against what is declared.</summary>
internal static class VariableValues
{
    /// <summary>The value of each variable, defaults taken where the call has none, and every fault.</summary>
    /// <param name="declared">What is declared, names unlike.</param>
    /// <param name="given">An object; null for none.</param>
    public static (IReadOnlyDictionary<string, JsonElement> Values, IReadOnlyList<SchemaFault> Faults) Read(IReadOnlyCollection<PromptVariable> declared, JsonElement? given)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (given is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined) })
        {
            return (values, [new SchemaFault("$", "type", "variables are an object.")]);
        }

        var faults = new List<SchemaFault>();
        foreach (var variable in declared)
        {
            if (given?.Member(variable.Name) is { } value)
            {
                faults.AddRange(VariableFit.Faults(variable, value));
                values[variable.Name] = value;
            }
            else if (variable.DefaultValue is { } other)
            {
                values[variable.Name] = other;
            }
            else if (variable.IsRequired)
            {
                faults.Add(new SchemaFault("$." + variable.Name, "required", $"a value of type {VariableWords.Word(variable.Type)} is wanted."));
            }
        }

        AddUnknown(declared, given, faults);
        return (values, faults);
    }

    private static void AddUnknown(IReadOnlyCollection<PromptVariable> declared, JsonElement? given, List<SchemaFault> faults)
    {
        if (given is not { ValueKind: JsonValueKind.Object } some)
        {
            return;
        }

        var known = declared.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in some.EnumerateObject().Select(JsonReading.NameOf).Where(name => !known.Contains(name)).Take(SchemaValidation.MaxFaults))
        {
            // The name is the caller's own text: only one that could be a name is told back.
            var told = Templates.TemplatePath.IsName(name) ? name : "*";
            faults.Add(new SchemaFault("$." + told, "additionalProperties", "the prompt has no such variable."));
        }
    }
}
