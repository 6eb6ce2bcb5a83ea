namespace Banyan.Gateway.Prompts.Templates;

/// <summary>A piece of a template.</summary>
internal abstract record TemplateNode;

/// <summary>Text as it stands.</summary>
internal sealed record TextNode(string Text) : TemplateNode;

/// <summary>A placeholder.</summary>
internal sealed record ValueNode(TemplatePath Path) : TemplateNode;

/// <summary>One of two bodies, as a value is something or nothing.</summary>
internal sealed record ChoiceNode(TemplatePath Path, IReadOnlyList<TemplateNode> WhenSome, IReadOnlyList<TemplateNode> WhenNone) : TemplateNode;

/// <summary>A body once for each element of a list; another when there is none.</summary>
internal sealed record EachNode(TemplatePath Path, IReadOnlyList<TemplateNode> Body, IReadOnlyList<TemplateNode> WhenNone) : TemplateNode;

/// <summary>Another prompt's text.</summary>
internal sealed record PartialNode(string Reference) : TemplateNode;
