using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Filling;
using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>Fills what reads still lack from the message as a whole, now that all its steps are known. What a write lacks is asked: whatever it changes, somebody said so for it.</summary>
internal static class OpenSlots
{
    /// <summary>Fills them; what the words don't say stays missing.</summary>
    public static void Fill(Scene scene, IReadOnlyList<StepDraft> drafts)
    {
        if (!drafts.Any(draft => draft.Card.IsRead && draft.Missing.Count > 0))
        {
            return;
        }

        var found = new StepFiller(scene.Text, [.. drafts.Select(draft => new GivenStep(draft.Id, draft.Card.Intent))]).Fill();
        for (var i = 0; i < drafts.Count; i++)
        {
            foreach (var param in drafts[i].Card.Params.Where(param => drafts[i].Card.IsRead && drafts[i].Missing.Contains(param.Name) && param.Kind is not (ParamKind.Entity or ParamKind.FreeText)))
            {
                if (found[i].GetValueOrDefault(param.Name) is Argument.Literal { From: "user" } said && param.Schema.Validate(said.Value).Count == 0)
                {
                    drafts[i].Args[param.Name] = said;
                    drafts[i].Missing.Remove(param.Name);
                }
            }
        }
    }
}
