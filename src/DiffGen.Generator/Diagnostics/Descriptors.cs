using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace DiffGen.Generator.Diagnostics;

/// <summary>Every diagnostic, a row each. DG0: names and signatures, DG1: language, DG2: mathematics, DG3: performance, DG9: the compiler's own bugs. Each has a page in docs/diagnostics.</summary>
internal static class Descriptors
{
    private const string Help = "https://github.com/diffgen/diffgen/blob/main/docs/diagnostics/";

    /// <summary>{0} the companion, {1} the other method.</summary>
    public static readonly DiagnosticDescriptor SameSignature = Error("DG0001", "Two methods' companions have one signature", "'{0}' would be declared twice with the same parameters, for '{1}' too; give one of the two methods another name");

    /// <summary>{0} the member.</summary>
    public static readonly DiagnosticDescriptor NameTaken = Error("DG0002", "The name of a companion is taken", "'{0}' is declared already, and is no rule by hand; rename it, or leave out [Differentiable]");

    /// <summary>{0} the rule, {1} the method, {2} the signature it must have.</summary>
    public static readonly DiagnosticDescriptor RuleSignature = Error("DG0003", "A rule by hand has another signature", "'{0}' has the name of a companion of '{1}' but not its parameters: expected '{2}'");

    /// <summary>{0} the type, {1} what to write instead.</summary>
    public static readonly DiagnosticDescriptor ResultType = Error("DG0004", "A result of this type has no companions", "A result of type '{0}' cannot be returned beside its derivative; {1}");

    /// <summary>{0} the member, {1} its type, {2} what is wrong and what to do.</summary>
    public static readonly DiagnosticDescriptor ParameterField = Error("DG0005", "The member does not fit a marked type", "'{0}' of type '{1}' does not fit a marked type: {2}");

    /// <summary>{0} the method that has the rule, {1} what to do.</summary>
    public static readonly DiagnosticDescriptor RuleSecondDerivative = Error("DG0006", "A rule has no second derivative", "The derivative of '{0}' is given by a rule, which has no derivative itself; {1}");

    /// <summary>{0} the method, {1} the method that it overrides, {2} what to do.</summary>
    public static readonly DiagnosticDescriptor OverrideDiffers = Error("DG0007", "An override does not have the companions of the method that it overrides", "'{0}' overrides '{1}', which is marked [Differentiable]: called through the base, the companions would be those of another function; {2}");

    /// <summary>{0} what does not fit, {1} what to do.</summary>
    public static readonly DiagnosticDescriptor BatchSignature = Error("DG0010", "The signature does not fit a batch", "{0} does not fit a batch of calls; {1}");

    /// <summary>{0} the type.</summary>
    public static readonly DiagnosticDescriptor NotPartial = Error("DG1001", "The containing type is not partial", "'{0}' is marked [Differentiable] or contains what is, so it must be declared 'partial' for the generated part to be added");

    /// <summary>{0} the method.</summary>
    public static readonly DiagnosticDescriptor NoBody = Error("DG1002", "The method has no body", "'{0}' has no body to differentiate; mark a method that has one");

    /// <summary>{0} the parameter, {1} its type.</summary>
    public static readonly DiagnosticDescriptor ParameterType = Error("DG1003", "The parameter's type cannot carry derivatives yet", "Parameter '{0}' of type '{1}' holds real numbers, and this type cannot carry derivatives yet; mark it [NoDiff] if it is a constant, or pass its numbers as double, float or spans of them");

    /// <summary>{0} the construct, {1} what to write instead.</summary>
    public static readonly DiagnosticDescriptor Signature = Error("DG1004", "The signature is not supported yet", "{0} cannot be differentiated yet; {1}");

    /// <summary>{0} the construct, {1} what to write instead.</summary>
    public static readonly DiagnosticDescriptor Construct = Error("DG1010", "The construct is not supported", "{0} cannot be differentiated; {1}");

    /// <summary>{0} the method called.</summary>
    public static readonly DiagnosticDescriptor NoRule = Error("DG1011", "There is no derivative rule for the call", "'{0}' is called with an active value, and there is neither a derivative rule for it nor a body to differentiate; call a method that has one, or pass Diff.Stop(…), of a buffer a copy of its stopped elements, if its result is to count as a constant");

    /// <summary>{0} what takes the value.</summary>
    public static readonly DiagnosticDescriptor Escapes = Error("DG1012", "An active value leaves what is differentiated", "An active value is stored in {0}, where its derivative would be lost; keep it in a local, or store Diff.Stop(…) of it");

    /// <summary>{0} the callee, {1} the member it needs.</summary>
    public static readonly DiagnosticDescriptor NotAccessible = Error("DG1013", "The callee's body cannot be placed here", "'{0}' names '{1}', which cannot be seen where it is called from; mark '{0}' [Differentiable], or the visible method of its type that runs it");

    /// <summary>{0} the companion, {1} the construct, {2} what to write instead.</summary>
    public static readonly DiagnosticDescriptor NoNodeGradient = Error("DG1014", "There is no node gradient", "'{0}' cannot be made: {1} is in the way; {2}");

    /// <summary>{0} what is used, {1} what to write instead.</summary>
    public static readonly DiagnosticDescriptor HiddenChance = Error("DG1015", "Chance or time that no stream gives", "{0} gives chance or time that no stream gives, in a method with sampling sites: the same noise would not give the same value; {1}");

    /// <summary>{0} the companion, {1} the construct, {2} what to write instead.</summary>
    public static readonly DiagnosticDescriptor NoNodeDifference = Error("DG1016", "There is no node difference", "'{0}' cannot be made: {1} is in the way; {2}");

    /// <summary>{0} the baseline, {1} what to write instead.</summary>
    public static readonly DiagnosticDescriptor OwnBaseline = Error("DG1017", "A baseline depends on its own draw", "{0} depends on that draw, so that the estimate would be biased; {1}");

    /// <summary>{0} the parameter, member or element of a tuple, {1} its type, {2} how to say that it is a constant.</summary>
    public static readonly DiagnosticDescriptor SilentConstant = Warning("DG2001", "Real numbers that are a constant", "'{0}' of type '{1}' holds real numbers but gets no derivative; {2}, or give its numbers as double, float, buffers of them or a type marked [Differentiable]");

    /// <summary>{0} the parameter.</summary>
    public static readonly DiagnosticDescriptor NoDependence = Warning("DG2002", "The result does not depend on the parameter", "No result depends on '{0}': its gradient is zero everywhere; leave it out, or mark it [NoDiff] if that is meant");

    /// <summary>No arguments.</summary>
    public static readonly DiagnosticDescriptor LostInCast = Warning("DG2003", "The gradient is lost at an integer cast", "An active value reaches the result only through this integer cast, where its derivative is zero; compute without the cast, or cast Diff.Stop(…) of it if that is meant");

    /// <summary>{0} the field.</summary>
    public static readonly DiagnosticDescriptor MutableStatic = Warning("DG2004", "Mutable static state counts as a constant", "'{0}' can change between calls and gets no derivative; make it readonly, or pass it as a parameter");

    /// <summary>{0} the parameter.</summary>
    public static readonly DiagnosticDescriptor Flat = Warning("DG2005", "The result is flat in the parameter", "The result uses '{0}' only where its derivative is zero (in a rounding, a comparison, a length, a number of iterations): its gradient is zero everywhere; let it enter smoothly, or mark it [NoDiff] if that is meant");

    /// <summary>{0} the companion, {1} what is in the way, {2} what to do.</summary>
    public static readonly DiagnosticDescriptor NotInLanes = Info("DG3001", "The batch runs call by call", "'{0}' runs its batch call by call, since {1}; {2}");

    /// <summary>{0} the site, {1} what it enters.</summary>
    public static readonly DiagnosticDescriptor BrokenPath = Warning("DG2006", "The path of a draw may jump", "The draw of {0} is taken along its path, as asked for, but enters {1}, where the path may jump: the estimate misses what the jump contributes; leave the strategy to the compiler, or take Strategy.Score");

    /// <summary>{0} the companion, {1} what is decided.</summary>
    public static readonly DiagnosticDescriptor NodesDecide = Warning("DG2007", "Nodes decide which nodes are met", "What a Node.Site gives decides {1}: '{0}' follows the path that is taken, as every gradient does, and does not see that other nodes would be met; let numbers decide that no site reaches");

    /// <summary>{0} what is used, {1} the objective.</summary>
    public static readonly DiagnosticDescriptor HiddenState = Warning("DG2008", "An objective with a hidden random state", "{0} gives chance or time that no seed repeats, so that '{1}' is another function at each evaluation: differences of two evaluations and runs that are evaluated again are not those of one function; draw from a stream, Sample.X(…, ref noise), or pass what was drawn as a parameter");

    /// <summary>{0} how many bytes, {1} which values and why.</summary>
    public static readonly DiagnosticDescriptor LoopRecords = Info("DG3002", "What a loop saves for the reverse sweep", "Each iteration saves {0} for the reverse sweep: {1}");

    /// <summary>{0} the site, {1} the choice and why.</summary>
    public static readonly DiagnosticDescriptor SiteChoice = Info("DG3003", "How the gradient goes through a sampling site", "{0}: {1}");

    /// <summary>{0} the companion, {1} the construct, {2} what to write instead.</summary>
    public static readonly DiagnosticDescriptor CalledSites = Info("DG3004", "Node sites in methods that are called", "'{0}' is left out, since the sites are in methods that are called: {1} is in the way; {2}");

    /// <summary>{0} the companion, {1} what goes from one iteration to the next.</summary>
    public static readonly DiagnosticDescriptor RecordedLoop = Info("DG3005", "A loop that a node gradient records", "'{0}' keeps what the iterations of this loop need until its reverse sweep, because of {1}; with a Node.Site on every such path an iteration is undone as soon as it has run, and nothing is kept");

    /// <summary>{0} what is in the way, {1} what to do.</summary>
    public static readonly DiagnosticDescriptor ScalarLoop = Info("DG3006", "A loop runs one iteration at a time", "The loop runs one iteration at a time, since {0}; {1}");

    /// <summary>{0} the site, {1} what it would take.</summary>
    public static readonly DiagnosticDescriptor NotEnumerated = Info("DG3007", "A site with few values is not enumerated", "{0} has finitely many values, but is not enumerated unasked: {1}; Strategy.Enumerate asks for it");

    /// <summary>{0} whether its iterations are independent, and what a draw answers for.</summary>
    public static readonly DiagnosticDescriptor Plate = Info("DG3008", "What the draws of a loop answer for", "In this loop {0}");

    /// <summary>{0} the parameter, {1} what its estimate is made of.</summary>
    public static readonly DiagnosticDescriptor DirectPart = Info("DG3009", "What the estimate for a parameter is made of", "'{0}' {1}");

    /// <summary>{0} the method, {1} why.</summary>
    public static readonly DiagnosticDescriptor NotInParts = Info("DG3010", "Nothing of a method runs on several threads", "'{0}' is marked Parallel = true, and all of it runs on one thread, since {1}");

    /// <summary>{0} the parameter, {1} the companion, {2} by which paths it reaches the result.</summary>
    public static readonly DiagnosticDescriptor SiteFreePart = Info("DG3011", "What a node gradient is made of", "'{0}' {2} in '{1}' is exact, without noise");

    /// <summary>{0} the method, {1} the stage, {2} what happened.</summary>
    public static readonly DiagnosticDescriptor Internal = Error("DG9001", "A stage of the compiler broke its own rule", "DiffGen could not differentiate '{0}' because of a bug of its own in stage '{1}': {2}; please report it with the method");

    public static readonly ImmutableArray<DiagnosticDescriptor> All = ImmutableArray.Create(
        SameSignature, NameTaken, RuleSignature, ResultType, ParameterField, RuleSecondDerivative, OverrideDiffers, BatchSignature,
        NotPartial, NoBody, ParameterType, Signature, Construct, NoRule, Escapes, NotAccessible, NoNodeGradient, HiddenChance, NoNodeDifference, OwnBaseline,
        SilentConstant, NoDependence, LostInCast, MutableStatic, Flat, BrokenPath, NodesDecide, HiddenState,
        NotInLanes, LoopRecords, SiteChoice, CalledSites, RecordedLoop, ScalarLoop, NotEnumerated, Plate, DirectPart, NotInParts, SiteFreePart,
        Internal);

    public static DiagnosticDescriptor Get(string id) => All.First(d => d.Id == id);

    private static DiagnosticDescriptor Error(string id, string title, string message) => new(id, title, message, "DiffGen", DiagnosticSeverity.Error, true, helpLinkUri: Help + id + ".md");

    private static DiagnosticDescriptor Info(string id, string title, string message) => new(id, title, message, "DiffGen", DiagnosticSeverity.Info, true, helpLinkUri: Help + id + ".md");

    private static DiagnosticDescriptor Warning(string id, string title, string message) => new(id, title, message, "DiffGen", DiagnosticSeverity.Warning, true, helpLinkUri: Help + id + ".md");
}
