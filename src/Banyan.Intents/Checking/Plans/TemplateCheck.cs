using Banyan.Intents.Conditions;
using Banyan.Intents.Conditions.Templates;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Checking.Plans;

/// <summary>The answer's template names only steps and fields there are.</summary>
internal static class TemplateCheck
{
    /// <summary>Checks.</summary>
    public static void Run(PlanView view)
    {
        if (view.Plan.AnswerTemplate is not { } source)
        {
            return;
        }

        var read = TemplateReader.Read(source);
        if (read.Fault is { } fault)
        {
            view.Fault(ProblemWords.PlanInvalid, $"answer, {fault}.");
        }

        Parts(view, read.Parts, null);
    }

    private static void Parts(PlanView view, IReadOnlyList<TemplatePart> parts, JsonSchema? element)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case TemplatePart.Slot slot:
                    Declared(view, slot.Path, element);
                    break;
                case TemplatePart.WhenEnded ended:
                    if (view.PlaceOf(ended.Step) < 0)
                    {
                        view.Fault(ProblemWords.PlanInvalid, $"answer: there is no step {ended.Step}.");
                    }

                    Parts(view, ended.Parts, element);
                    break;
                case TemplatePart.WhenThere there:
                    Declared(view, there.Path, element);
                    Parts(view, there.Parts, element);
                    break;
                case TemplatePart.ForEach each:
                    Parts(view, each.Parts, List(view, each.List, element)?.Items ?? JsonSchema.Any);
                    break;
                case TemplatePart.WhenEmpty empty:
                    List(view, empty.List, element);
                    Parts(view, empty.Parts, element);
                    break;
            }
        }
    }

    private static JsonSchema? List(PlanView view, ValuePath path, JsonSchema? element)
    {
        var schema = Declared(view, path, element);
        if (schema?.Type is not (null or "array"))
        {
            view.Fault(ProblemWords.PlanInvalid, $"answer: {path} is no list.");
        }

        return schema;
    }

    private static JsonSchema? Declared(PlanView view, ValuePath path, JsonSchema? element)
    {
        var place = view.PlaceOf(path.Root);
        var root = path.Root == ExprFunctions.Element ? element
            : place >= 0 ? view.ResultOf(view.Plan.Steps[place]) : null;
        if (root is null && (place >= 0 && path.Root != ExprFunctions.Element))
        {
            // The intent is unknown; that is told already.
            return null;
        }

        if (root is null || path.In(root) is not { } schema)
        {
            view.Fault(ProblemWords.PlanInvalid, $"answer: {path} is no declared field.");
            return null;
        }

        return schema;
    }
}
