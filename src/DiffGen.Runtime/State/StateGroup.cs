using System;
using System.Collections.Generic;
using System.Numerics;

namespace DiffGen;

/// <summary>Several objects as one: <c>new StateGroup().Add("model", model).Add("optimizer", optimizer)</c>.</summary>
public sealed class StateGroup : IStateful
{
    private readonly HashSet<string> _names = [];
    private readonly List<Action<StateVisitor>> _visits = [];

    /// <summary>Adds an object.</summary>
    /// <param name="name">The name of its part; each comes once.</param>
    /// <param name="part">The object.</param>
    /// <returns>The group.</returns>
    /// <exception cref="ArgumentNullException">The object is null.</exception>
    /// <exception cref="ArgumentException">The name has been added already.</exception>
    public StateGroup Add(string name, IStateful part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return Enter(name, visitor => visitor.Part(name, part));
    }

    /// <summary>Adds the numbers of a model.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="name">The name of its part; each comes once.</param>
    /// <param name="model">The model.</param>
    /// <returns>The group.</returns>
    /// <exception cref="ArgumentNullException">The model is null.</exception>
    /// <exception cref="ArgumentException">The name has been added already.</exception>
    public StateGroup Add<R>(string name, IParameters<R> model)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ArgumentNullException.ThrowIfNull(model);
        return Enter(name, visitor => visitor.Buffer(name, model.Parameters));
    }

    /// <summary>Adds a buffer.</summary>
    /// <typeparam name="T">The type of its numbers.</typeparam>
    /// <param name="name">The name of its part; each comes once.</param>
    /// <param name="values">The buffer.</param>
    /// <returns>The group.</returns>
    /// <exception cref="ArgumentNullException">The buffer is null.</exception>
    /// <exception cref="ArgumentException">The name has been added already.</exception>
    public StateGroup Add<T>(string name, T[] values)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        return Enter(name, visitor => visitor.Buffer<T>(name, values));
    }

    /// <summary>Adds the position of an estimator in its noise.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="name">The name of its part; each comes once.</param>
    /// <param name="estimator">The estimator.</param>
    /// <returns>The group.</returns>
    /// <exception cref="ArgumentNullException">The estimator is null.</exception>
    /// <exception cref="ArgumentException">The name has been added already.</exception>
    public StateGroup Add<R>(string name, IReplayableEstimator<R> estimator)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return Enter(name, visitor => visitor.Estimator(name, estimator));
    }

    /// <summary>Adds what is visited one by one, such as structures: <c>Add("baselines", v => v.Part("route", ref baselines))</c>.</summary>
    /// <param name="name">The name of its part; each comes once.</param>
    /// <param name="visit">Visits all numbers of the part; the same names in the same order at every call.</param>
    /// <returns>The group.</returns>
    /// <exception cref="ArgumentNullException">The delegate is null.</exception>
    /// <exception cref="ArgumentException">The name has been added already.</exception>
    public StateGroup Add(string name, Action<StateVisitor> visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return Add(name, new Visited(visit));
    }

    /// <inheritdoc/>
    public void VisitState(StateVisitor visitor)
    {
        foreach (Action<StateVisitor> visit in _visits)
        {
            visit(visitor);
        }
    }

    private StateGroup Enter(string name, Action<StateVisitor> visit)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!_names.Add(name))
        {
            throw new ArgumentException($"name is '{name}', which has been added already; give each part a name of its own.", nameof(name));
        }

        _visits.Add(visit);
        return this;
    }

    private sealed class Visited(Action<StateVisitor> visit) : IStateful
    {
        public void VisitState(StateVisitor visitor) => visit(visitor);
    }
}
