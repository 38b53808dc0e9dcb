import './styles/app.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { router } from './lib/router.svelte';
import { theme } from './lib/theme.svelte';
import { routes } from './routes';

theme.start();
router.start(routes);
const target = document.getElementById('app');
if (target) mount(App, { target });
