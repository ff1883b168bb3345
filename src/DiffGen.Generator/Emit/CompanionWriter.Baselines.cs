using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>The baselines of a method with sampling sites: a structure with a field for each site that scores.</summary>
internal sealed partial class CompanionWriter
{
    /// <summary>The fields of the baselines, the sites they are of, in words, and the names of their states.</summary>
    private ImmutableArray<(string Name, string Site, string State)> _baselines = ImmutableArray<(string, string, string)>.Empty;

    private void Baselines(IrFunction original)
    {
        string type = _shape.BaselinesName;
        _writer.Line("/// <summary>The baselines of <see cref=\"" + _shape.Cref + "\"/>: plain data that the caller owns, stores and copies. <c>default</c> is empty.</summary>");
        _writer.Line(Generated);
        _writer.Open(_shape.Modifiers.Replace("static ", "") + "struct " + type + " : global::DiffGen.IStateful");
        foreach ((string name, string site, _) in _baselines)
        {
            _writer.Line("/// <summary>What is subtracted from the costs that depend on " + site + ", and what it has learned of them.</summary>");
            _writer.Line("public " + Baseline + " " + name + ";");
            _writer.Line();
        }

        _writer.Line("/// <summary>A copy that learns on its own: assignment shares the baselines of single parameters, this does not.</summary>");
        _writer.Line("/// <returns>The copy.</returns>");
        _writer.Open("public readonly " + type + " Clone()");
        _writer.Line("var copy = this;");
        foreach ((string name, _, _) in _baselines)
        {
            _writer.Line("copy." + name + " = " + name + ".Copy();");
        }

        _writer.Line("return copy;");
        _writer.Close();
        _writer.Line();
        _writer.Line("/// <summary>Forgets what has been learned; kinds and what is given stay.</summary>");
        _writer.Open("public void Reset()");
        foreach ((string name, _, _) in _baselines)
        {
            _writer.Line(name + ".Reset();");
        }

        _writer.Close();
        _writer.Line();
        _writer.Line("/// <summary>Shows all numbers to a visitor, those of each site under its name and a version of the statement that draws: the state of another statement is refused.</summary>");
        _writer.Line("/// <param name=\"visitor\">Who reads or writes.</param>");
        _writer.Open("public void VisitState(global::DiffGen.StateVisitor visitor)");
        _writer.Line("global::System.ArgumentNullException.ThrowIfNull(visitor);");
        foreach ((string name, _, string state) in _baselines)
        {
            _writer.Line("visitor.Part(\"" + state + "\", ref " + name + ");");
        }

        _writer.Close();
        _writer.Close();
        _writer.Line();
    }

    /// <summary>A field for each site that scores: named after what is drawn, with a number from the second of its name on.</summary>
    private ImmutableArray<(string Name, string Site, string State)> BaselineNames(IEnumerable<Opaque> scored)
    {
        var names = ImmutableArray.CreateBuilder<(string, string, string)>();
        var used = new Dictionary<string, int>();
        foreach (Opaque site in scored)
        {
            string distribution = site.Site!.Name, drawn = site.Result!.Name is { } variable ? ", <c>" + variable.TrimStart('@') + "</c>" : "";
            used[distribution] = used.TryGetValue(distribution, out int n) ? n + 1 : 1;
            string name = distribution + (n == 0 ? "" : (n + 1).ToString(CultureInfo.InvariantCulture));
            names.Add((name, "the draw of <c>Sample." + distribution + "</c>" + drawn, name + " " + StableHash.Of(_function.StatementOf(site.Origin))));
        }

        return names.ToImmutable();
    }
}
