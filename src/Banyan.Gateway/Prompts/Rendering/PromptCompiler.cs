using System.Text.Json;
using Banyan.Gateway.Prompts.Templates;
using Banyan.Gateway.Prompts.Variables;
using Banyan.Wire.Schemas;

namespace Banyan.Gateway.Prompts.Rendering;

/// <summary>Reads a version's content: its templates, its config, its variables. What needs other prompts is checked elsewhere.</summary>
internal sealed class PromptCompiler
{
    private const int MostMessages = 100;
    private readonly List<SchemaFault> _faults = [];

    /// <summary>Reads it.</summary>
    /// <returns>What was read, and every fault; with faults what was read is incomplete.</returns>
    public static (CompiledPrompt Prompt, IReadOnlyList<SchemaFault> Faults) Compile(PromptContent content)
    {
        var compiler = new PromptCompiler();
        new VariableDeclarations(compiler._faults).Check(content.Variables);
        var config = new ConfigReader(compiler._faults).Read(content.Config);
        var requirements = new RequirementReader(compiler._faults).Read(content.ModelRequirements);
        var messages = content.Messages is { } list ? compiler.ReadMessages(content, list) : [compiler.ReadText("$.template", "user", content.Template)];
        return (new CompiledPrompt(content, messages, config, requirements), compiler._faults);
    }

    private List<MessageShape> ReadMessages(PromptContent content, JsonElement list)
    {
        if (content.Template.Length > 0)
        {
            Fault("$.template", "a prompt is either one text or a list of messages.");
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MostMessages)
        {
            Fault("$.messages", $"a list of one to {MostMessages} messages is wanted.");
            return [];
        }

        return [.. list.EnumerateArray().Select((message, at) => ReadMessage($"$.messages[{at}]", message, content.Variables))];
    }

    private MessageShape ReadMessage(string place, JsonElement message, IReadOnlyList<PromptVariable> variables)
    {
        if (message.Text("insert") is { } insert)
        {
            if (!variables.Any(variable => variable.Name == insert && variable.Type == VariableType.Messages))
            {
                Fault(place + ".insert", $"'{insert}' is not declared as a variable of type messages.");
            }

            return new MessageShape("", null, insert);
        }

        var role = message.Text("role");
        if (role is not ("system" or "user" or "assistant"))
        {
            Fault(place + ".role", "system, user or assistant is wanted.");
        }

        if (message.Text("content") is not { } content)
        {
            Fault(place + ".content", "a text is wanted.");
            content = "";
        }

        return ReadText(place + ".content", role ?? "user", content);
    }

    private MessageShape ReadText(string place, string role, string text)
    {
        var (template, problem) = TemplateReader.Read(text);
        if (template is null)
        {
            Fault(place, problem!);
        }
        else if (text.Contains('\0', StringComparison.Ordinal))
        {
            Fault(place, "a text holds no zero character.");
        }
        else if (text.Length == 0)
        {
            Fault(place, "a text is wanted.");
        }

        return new MessageShape(role, template ?? new Template([], [], [], 0), null);
    }

    private void Fault(string path, string message) => _faults.Add(new SchemaFault(path, "template", message));
}
